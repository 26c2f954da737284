import os
import pathlib
import tempfile


def replace(root):
    name = os.path.join(root, "a")
    path = pathlib.Path(root) / "b"
    for text in ("one", "two"):
        if os.path.exists(name):
            os.remove(name)
        if path.exists():
            path.unlink()
        print(sorted(os.listdir(root)))
        path.write_text(text)
        with open(name, "w") as file:
            file.write(text)


with tempfile.TemporaryDirectory() as place:
    replace(place)
