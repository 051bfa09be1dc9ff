import type { Worker } from 'node:worker_threads';
import type { Answers, Question } from './question';

/** A question on its way to a worker, and what comes back. */
export interface AskedQuestion {
  readonly id: number;
  readonly question: Question;
}

/** The worker's reply: the answer, or why there is none. */
export type Reply = { readonly replyTo: number } & (
  | { readonly answer: unknown }
  | { readonly problem: string }
);

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Takes questions to one worker and brings its replies back to those who asked. */
export class QuestionDesk {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', message => isReply(message) && this.#hand(message));
    worker.on('exit', () => this.#giveUp());
  }

  async ask<K extends Question['kind']>(
    question: Extract<Question, { kind: K }>,
  ): Promise<Answers[K]> {
    this.#lastId += 1;
    const asked: AskedQuestion = { id: this.#lastId, question };
    return new Promise((resolve, reject) => {
      this.#waiting.set(asked.id, {
        resolve: answer => resolve(answer as Answers[K]),
        reject,
      });
      this.#worker.postMessage(asked);
    });
  }

  #hand(reply: Reply): void {
    const waiting = this.#waiting.get(reply.replyTo);
    this.#waiting.delete(reply.replyTo);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(new Error(reply.problem));
  }

  #giveUp(): void {
    for (const { reject } of this.#waiting.values()) {
      reject(new Error('The thread that was asked has ended'));
    }
    this.#waiting.clear();
  }
}

/** Whether a worker's message replies to a question; all others are reports. */
export function isReply(message: unknown): message is Reply {
  return (
    typeof message === 'object' && message !== null && 'replyTo' in message
  );
}
