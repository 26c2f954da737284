# What a thread, or a task, uses of an object is there when it starts.
#
# after:
# queue: job
# own: here
# pool: text
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

threading.excepthook = lambda failure: print("failed:", failure.exc_value)


class Worker:
    def __init__(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.queue = queue.Queue()
        self.ended = threading.Event()

    def run(self):
        print("queue:", self.queue.get())
        self.ended.set()


class Own(threading.Thread):
    def __init__(self, where):
        super().__init__()
        self.start()
        self.where = where

    def run(self):
        print("own:", self.where)


class Pooled:
    def __init__(self, pool: ThreadPoolExecutor, text):
        self.future = pool.submit(self.read)
        self.text = text

    def read(self):
        return self.text


worker = Worker()
worker.queue.put("job")
worker.thread.join()
Own("here").join()
with ThreadPoolExecutor() as executor:
    try:
        print("pool:", Pooled(executor, "text").future.result())
    except AttributeError as error:
        print("pool failed:", error)
