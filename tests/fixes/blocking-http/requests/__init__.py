"""Stands in for requests: answers with what it was asked."""

import json


class Response:
    status_code = 200
    ok = True

    def __init__(self, *asked):
        self.text = json.dumps({"asked": [str(part) for part in asked], "items": [1, 2]})
        self.content = self.text.encode()
        self.headers = {"x": "y"}

    def json(self):
        return json.loads(self.text)

    def raise_for_status(self):
        pass


def get(url, params=None, timeout=None):
    return Response("GET", url, params)


def post(url, json=None, headers=None):
    return Response("POST", url, json, headers)


def delete(url):
    print("deleted", url)
    return Response("DELETE", url)
