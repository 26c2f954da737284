#!/usr/bin/env node
import { spawn } from 'node:child_process';

const child = spawn('ls'); // expect[hint]
child.stdout.pipe(process.stdout);
