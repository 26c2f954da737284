import multiprocessing
import threading

multiprocessing.set_start_method("fork")


class Report:
    def __init__(self):
        self.lock = threading.Lock()

    def render(self):
        return 1


def start():
    multiprocessing.Process(target=lambda: 1).start()
    multiprocessing.Process(target=Report().render).start()
