import os
import pathlib
import tempfile


def make(root):
    folder = os.path.join(root, "a", "b")
    path = pathlib.Path(root) / "c"
    for _ in range(2):
        if not os.path.exists(folder):
            os.makedirs(folder)
        if not path.exists():
            path.mkdir()
    print(os.path.isdir(folder), path.is_dir())


with tempfile.TemporaryDirectory() as place:
    make(place)
