import fc from 'fast-check';
import {
  encodeFrame,
  encodeList,
  encodeObject,
  inEnvelope,
} from '../../../../__testUtils__/encodeProtobuf';
import { EndedEarlyError } from './ByteStream';
import { protobufForm } from './protobufForm';
import { ProtobufError } from './readMessage';

/** A body that comes in pieces of this size. */
async function* inPieces(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

const service = (name: string) => ({
  metadata: { name, namespace: 'shop', resourceVersion: '7' },
  spec: { ports: [{ port: 80, targetPort: 'http' }] },
});
const services = [service('cart'), service('web')];
const metadata = { resourceVersion: '9', continue: 'next page' };
const list = encodeList('v1', 'Service', metadata, services);

async function readList(bytes: Buffer, size = 3) {
  const items: unknown[] = [];
  const found = await protobufForm.readList(inPieces(bytes, size), item =>
    items.push(item),
  );
  return { items, metadata: found };
}

describe('lists in protobuf', () => {
  it('are read in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async size => {
        expect(await readList(list, size)).toEqual({
          items: services,
          metadata,
        });
      }),
    );
  });

  it('hand over an item as soon as it is there', async () => {
    const items: unknown[] = [];
    const half = list.subarray(0, list.length - 60);
    const reading = protobufForm.readList(inPieces(half, 10), item =>
      items.push(item),
    );
    await expect(reading).rejects.toThrow(EndedEarlyError);
    expect(items).toEqual(services.slice(0, 1));
  });

  it('may be of metadata alone', async () => {
    const [first] = services;
    const bytes = encodeList(
      'meta.k8s.io/v1',
      'PartialObjectMetadata',
      metadata,
      [first],
    );
    const { items } = await readList(bytes);
    expect(items).toEqual([{ metadata: first.metadata }]);
  });

  it('may be empty', async () => {
    const bytes = encodeList('v1', 'Pod', { resourceVersion: '4' }, []);
    expect(await readList(bytes)).toEqual({
      items: [],
      metadata: { resourceVersion: '4' },
    });
  });

  it.each([
    ['JSON', Buffer.from('{"items":[]}')],
    ['an envelope with nothing in it', Buffer.from('k8s\0')],
    [
      'a type that is not known',
      inEnvelope('apps/v1', 'DeploymentList', Buffer.alloc(0)),
    ],
    [
      'an item that ends after its list',
      inEnvelope('v1', 'PodList', Buffer.from([18, 50])),
    ],
    [
      'an item of a gigabyte',
      inEnvelope('v1', 'PodList', Buffer.from([18, 255, 255, 255, 255, 3])),
    ],
    [
      'a number that does not end',
      inEnvelope('v1', 'PodList', Buffer.alloc(12, 255)),
    ],
  ])('are not %s', async (_, bytes) => {
    await expect(readList(bytes)).rejects.toThrow(ProtobufError);
  });

  it('let go of their body when they cannot be read', async () => {
    let isLetGo = false;
    async function* body() {
      try {
        yield Buffer.from('HTTP');
      } finally {
        isLetGo = true;
      }
    }
    const reading = protobufForm.readList(body(), () => {});
    await expect(reading).rejects.toThrow('it does not begin with k8s');
    expect(isLetGo).toBe(true);
  });
});

describe('watches in protobuf', () => {
  const added = encodeFrame(
    'ADDED',
    encodeObject('v1', 'Service', services[0]),
  );
  const bookmark = encodeFrame(
    'BOOKMARK',
    encodeObject('v1', 'Service', {
      metadata: {
        resourceVersion: '12',
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    }),
  );
  const expired = encodeFrame(
    'ERROR',
    encodeObject('v1', 'Status', {
      message: 'too old',
      details: { retryAfterSeconds: 3 },
      code: 410,
    }),
  );

  async function readEvents(bytes: Buffer, size = 5) {
    const events: unknown[] = [];
    for await (const event of protobufForm.readEvents(inPieces(bytes, size))) {
      events.push(event);
    }
    return events;
  }

  it.each([1, 2, 7, 1000])(
    'are read frame by frame, in pieces of %i bytes',
    async size => {
      const events = await readEvents(
        Buffer.concat([added, bookmark, expired]),
        size,
      );
      expect(events).toEqual([
        { type: 'ADDED', object: services[0] },
        {
          type: 'BOOKMARK',
          object: {
            metadata: {
              resourceVersion: '12',
              annotations: { 'k8s.io/initial-events-end': 'true' },
            },
          },
        },
        {
          type: 'ERROR',
          object: {
            message: 'too old',
            details: { retryAfterSeconds: 3 },
            code: 410,
          },
        },
      ]);
    },
  );

  it('end before a frame of which not all has come', async () => {
    for (const missing of [1, 20, added.length - 2]) {
      const cut = added.subarray(0, added.length - missing);
      const events = await readEvents(Buffer.concat([bookmark, cut]));
      expect(events).toHaveLength(1);
    }
  });

  it.each([
    [
      'a frame that is longer than any object',
      Buffer.from([255, 255, 255, 255, 0]),
    ],
    ['a frame that holds none', Buffer.from([0, 0, 0, 2, 255, 255])],
    ['an event without an object', encodeFrame('ADDED', Buffer.alloc(0))],
    [
      'an object of an unknown type',
      encodeFrame('ADDED', inEnvelope('v1', 'Secret', Buffer.alloc(0))),
    ],
  ])('are broken by %s', async (_, bytes) => {
    await expect(readEvents(bytes)).rejects.toThrow(ProtobufError);
  });
});
