from __future__ import annotations, generators as g
import a.b as c, d, e.f
import g . h \
  .i
from . import x
from .. a import (y as z, # comment
    w)
from m.n import *
