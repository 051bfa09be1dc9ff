/** Bare clients that read all lists and keep nothing: what following a cluster is measured against. */
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { jsonForm } from '../src/clusters/apiserver/wire/json/jsonForm';
import { protobufForm } from '../src/clusters/apiserver/wire/protobuf/protobufForm';
import type { ServedFleet } from './serveFleet';

/** Reads a page; answers with where the next one begins. */
type ReadPage = (response: Response) => Promise<string | undefined>;

/** Parses whole pages of JSON, as most clients do. */
export async function parseJson(served: ServedFleet): Promise<number> {
  return readPages(served, jsonForm.contentType, async response => {
    const { metadata } = (await response.json()) as {
      metadata: { continue?: string };
    };
    return metadata.continue;
  });
}

/** Reads pages object by object, as watches do: JSON alone, or protobuf where there is any. */
export async function readObjects(
  served: ServedFleet,
  accept: string,
): Promise<number> {
  return readPages(served, accept, async response => {
    const type = response.headers.get('content-type');
    const form = type === jsonForm.contentType ? jsonForm : protobufForm;
    const body = Readable.fromWeb(response.body as never);
    return (await form.readList(body, () => {})).continue;
  });
}

async function readPages(
  { port, paths }: ServedFleet,
  accept: string,
  read: ReadPage,
): Promise<number> {
  const started = performance.now();
  for (const one of paths) {
    let next: string | undefined;
    do {
      const query = next ? `?limit=500&continue=${next}` : '?limit=500';
      const url = `http://127.0.0.1:${port}${one}${query}`;
      next = await read(await fetch(url, { headers: { Accept: accept } }));
    } while (next);
  }
  return performance.now() - started;
}
