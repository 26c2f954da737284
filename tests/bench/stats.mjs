// stats.mjs - numbers: medians, spreads, a seeded chance, and what a process cost.
import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, '../..');
export const BUILD = join(ROOT, 'build');
export const PROGRAM = resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint');
export const QUICK = Boolean(process.env.QUICK);

export const tool = (name) => join(BUILD, `bench_${name}`);

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => percentile(values, 0.5);
export const sum = (values) => values.reduce((total, value) => total + value, 0);

// As people read it: three digits, and what the rounds had least and most.
export const short = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2));
export const spread = (values) => `${short(median(values))} (${short(Math.min(...values))}–${short(Math.max(...values))})`;

// mulberry32: the same places in every run.
export function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const now = () => Number(process.hrtime.bigint()) / 1e6; // ms

// Runs a command: { wall, cpu } in seconds, `peak` in MB, status, output. What it prints is not looked at unless `output`.
export function spent(command, args, { cwd, env = {}, output = false, seconds = 600 } = {}) {
  const child = spawn('timeout', [String(seconds), tool('spent'), command, ...args], {
    cwd, env: { ...process.env, ...env }, stdio: ['ignore', output ? 'pipe' : 'ignore', 'pipe'],
  });
  let text = '', errors = '';
  child.stdout?.on('data', (bytes) => (text += bytes));
  child.stderr.on('data', (bytes) => (errors = (errors + bytes).slice(-4000)));
  return new Promise((done, fail) => child.on('close', () => {
    const told = /spent (\S+) (\S+) (\S+) (\S+)\n$/.exec(errors);
    if (!told) return fail(new Error(`${command} did not end: ${errors.slice(-300)}`));
    const [wall, cpu, peak, status] = told.slice(1).map(Number);
    done({ wall, cpu, peak: peak / 1024, status, output: text, errors });
  }));
}

