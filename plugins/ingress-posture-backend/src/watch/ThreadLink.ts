/** A thread at the other end: a `Worker`, or `parentPort` inside of one. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

type Message = { readonly id: number } & (
  | { readonly question: unknown }
  | { readonly answer: unknown }
  | { readonly problem: string }
);

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Questions and answers between two threads, in both directions. They are plain data. */
export class ThreadLink<Asked = unknown> {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: string | undefined;

  /** `answer` answers what the other thread asks. */
  constructor(port: Port, answer: (question: Asked) => unknown) {
    this.#port = port;
    port.on('message', message => this.#take(message as Message, answer));
  }

  /** Asks the other thread; rejects with its words when it cannot answer. */
  async ask(question: unknown): Promise<unknown> {
    if (this.#ended !== undefined) throw new Error(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#port.postMessage({ id, question } satisfies Message);
    });
  }

  /** The other thread has ended: nothing is answered any more. */
  end(reason: string): void {
    this.#ended = reason;
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }

  async #take(message: Message, answer: (question: Asked) => unknown) {
    if ('question' in message) {
      this.#port.postMessage(await replyTo(message, answer));
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('answer' in message) waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.problem));
  }
}

async function replyTo<Asked>(
  { id, question }: { readonly id: number; readonly question: unknown },
  answer: (question: Asked) => unknown,
): Promise<Message> {
  try {
    return { id, answer: await answer(question as Asked) };
  } catch (error) {
    return {
      id,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}
