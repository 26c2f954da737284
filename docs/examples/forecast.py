"""Prints the forecast of a few cities every minute, as one writes it at first."""

import asyncio
import time

import requests

CITIES = ["Oslo", "Lima", "Pune"]


async def fetch(city):
    response = requests.get("https://example.com/forecast", params={"city": city})
    return response.json()


async def forecasts():
    results = []
    for city in CITIES:
        results.append(await fetch(city))
    return results


async def main():
    while True:
        print(await forecasts())
        time.sleep(60)


if __name__ == "__main__":
    asyncio.run(main())
