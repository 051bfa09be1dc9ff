/** What a server of recorded objects sends, in the two forms that an API server has. */
import { Writer } from 'protobufjs/minimal';

/** A recorded object in both forms; custom resources have one. */
export interface Served {
  readonly json: string;
  readonly protobuf?: Buffer;
}

/** Which objects of one path are sent. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** How objects of a kind are sent. */
export interface ServedForm {
  readonly contentType: string;
  page(
    of: ServedKind,
    objects: readonly Served[],
    metadata: PageMetadata,
  ): Buffer;
  event(of: ServedKind, type: string, object: Served): Buffer;
  /** That everything was sent. */
  bookmark(of: ServedKind, resourceVersion: string): Buffer;
}

export interface PageMetadata {
  readonly resourceVersion: string;
  readonly continue?: string;
}

const initialEventsEnd = 'k8s.io/initial-events-end';

export const json: ServedForm = {
  contentType: 'application/json',
  page: (_, objects, metadata) =>
    Buffer.from(
      `{"metadata":${JSON.stringify(metadata)},"items":[${objects
        .map(one => one.json)
        .join(',')}]}`,
    ),
  event: (_, type, object) =>
    Buffer.from(`{"type":"${type}","object":${object.json}}\n`),
  bookmark: (of, resourceVersion) => {
    const annotations = { [initialEventsEnd]: 'true' };
    const metadata = { resourceVersion, annotations };
    return json.event(of, 'BOOKMARK', { json: JSON.stringify({ metadata }) });
  },
};

// Numbers of fields: generated.proto of k8s.io/apimachinery/pkg/apis/meta/v1 and pkg/runtime.
export const protobuf: ServedForm = {
  contentType: 'application/vnd.kubernetes.protobuf',
  page: ({ apiVersion, kind }, objects, metadata) =>
    envelope(
      { apiVersion, kind: `${kind}List` },
      Buffer.concat([
        field(
          1,
          Buffer.concat([
            field(2, metadata.resourceVersion),
            ...(metadata.continue ? [field(3, metadata.continue)] : []),
          ]),
        ),
        ...objects.map(one => field(2, one.protobuf!)),
      ]),
    ),
  event: (of, type, object) => {
    const raw = field(1, envelope(of, object.protobuf!));
    const event = Buffer.concat([field(1, type), field(2, raw)]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(event.length);
    return Buffer.concat([length, event]);
  },
  bookmark: (of, resourceVersion) => {
    const end = Buffer.concat([field(1, initialEventsEnd), field(2, 'true')]);
    const metadata = Buffer.concat([field(6, resourceVersion), field(12, end)]);
    const object = { json: '', protobuf: field(1, metadata) };
    return protobuf.event(of, 'BOOKMARK', object);
  },
};

function envelope({ apiVersion, kind }: ServedKind, raw: Buffer): Buffer {
  const type = Buffer.concat([field(1, apiVersion), field(2, kind)]);
  return Buffer.concat([Buffer.from('k8s\0'), field(1, type), field(2, raw)]);
}

function field(number: number, value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const head = Writer.create()
    .uint32(number * 8 + 2)
    .uint32(bytes.length)
    .finish();
  return Buffer.concat([head, bytes]);
}
