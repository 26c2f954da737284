import { Worker } from 'worker_threads'
import * as cp from 'child_process'

export class Runner {
  private child?: cp.ChildProcess

  start(): void {
    this.child = cp.spawn('sleep', ['1']) // expect
    this.child!.on('exit', () => this.stop())
  }

  stop(): void {
    this.child?.kill()
  }
}

export async function ask(text: string): Promise<string> {
  const worker = new Worker('./ask.js') as Worker // expect
  worker.postMessage(text)
  return new Promise((resolve) => worker.once('message', resolve))
}
