import type { ListMetadata } from '../kubeObjects';

/** An event of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

/** A form in which an API server sends objects. Reading throws when a body is not of this form. */
export interface WireForm {
  /** Media type by which it is asked for, and which answers have in it. */
  readonly contentType: string;
  /** Hands over each object of a list as it comes in; answers with what the list says about itself. */
  readList(
    body: AsyncIterable<Buffer>,
    take: (object: unknown) => void,
  ): Promise<ListMetadata>;
  /** The events of a watch as they come in. */
  readEvents(body: AsyncIterable<Buffer>): AsyncIterable<WatchEvent>;
  /** Why the server answered with an error, from the whole of its body. */
  readStatus(body: Buffer): unknown;
}
