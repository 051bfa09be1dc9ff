/**
 * An API server that serves recorded objects, one JSON in a line on standard input: lists in pages, and
 * watches that begin with everything. A POST changes a Service. In a process of its own, so that it does not
 * share the main thread that is measured.
 */
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { kinds } from '@ingress-posture/engine';

interface Recorded {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string; labels?: object };
}

const PAGE = 500;
const pluralOf = new Map(kinds.map(one => [one.kind + one.group, one.plural]));
const lines = new Map<string, string[]>();
const services: Recorded[] = [];
const watches = new Map<string, ServerResponse[]>();
let version = 1;

function pathOf({ apiVersion, kind }: Recorded): string {
  const [group, of] = apiVersion.includes('/')
    ? [apiVersion.split('/')[0], 'apis']
    : ['', 'api'];
  return `/${of}/${apiVersion}/${pluralOf.get(kind + group)}`;
}

function withVersion(object: Recorded): string {
  version += 1;
  const metadata = { ...object.metadata, resourceVersion: String(version) };
  return JSON.stringify({ ...object, metadata });
}

function discovery(): object {
  const groups = new Map<string, Map<string, object[]>>();
  for (const path of lines.keys()) {
    const [, of, group, name, resource] = path.split('/');
    if (of !== 'apis') continue;
    const versions = groups.get(group) ?? new Map();
    versions.set(name, [...(versions.get(name) ?? []), { resource }]);
    groups.set(group, versions);
  }
  return {
    kind: 'APIGroupDiscoveryList',
    items: [...groups].map(([name, versions]) => ({
      metadata: { name },
      versions: [...versions].map(([one, resources]) => ({
        version: one,
        resources,
      })),
    })),
  };
}

function list(path: string, query: URLSearchParams): string {
  const all = lines.get(path) ?? [];
  const from = Number(query.get('continue') ?? 0);
  const end = from + PAGE;
  const more = end < all.length ? `,"continue":"${end}"` : '';
  const items = all.slice(from, end).join(',');
  return `{"metadata":{"resourceVersion":"${version}"${more}},"items":[${items}]}`;
}

async function watch(path: string, response: ServerResponse, all: boolean) {
  response.flushHeaders();
  const objects = all ? lines.get(path) ?? [] : [];
  for (let at = 0; at < objects.length; at += PAGE) {
    const some = objects.slice(at, at + PAGE);
    const text = some.map(one => `{"type":"ADDED","object":${one}}\n`).join('');
    if (!response.write(text)) {
      await new Promise(resolve => response.once('drain', resolve));
    }
  }
  const end = { 'k8s.io/initial-events-end': 'true' };
  const metadata = { resourceVersion: String(version), annotations: end };
  response.write(
    `${JSON.stringify({ type: 'BOOKMARK', object: { metadata } })}\n`,
  );
  watches.set(path, [...(watches.get(path) ?? []), response]);
}

/** Gives a Service another label: it is judged anew. */
function change(index: number): string {
  const service = services[index % services.length];
  service.metadata.labels = { ...service.metadata.labels, bench: `${version}` };
  const text = `{"type":"MODIFIED","object":${withVersion(service)}}\n`;
  for (const response of watches.get('/api/v1/services') ?? []) {
    response.write(text);
  }
  return JSON.stringify(service.metadata);
}

async function serve(request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  response.setHeader('Content-Type', 'application/json');
  if (request.method === 'POST') {
    response.end(change(Number(searchParams.get('service'))));
  } else if (pathname === '/apis') {
    response.end(JSON.stringify(discovery()));
  } else if (searchParams.has('watch')) {
    await watch(pathname, response, searchParams.has('sendInitialEvents'));
  } else {
    response.end(list(pathname, searchParams));
  }
}

async function main() {
  for await (const line of createInterface(process.stdin)) {
    const object: Recorded = JSON.parse(line);
    const path = pathOf(object);
    const known = lines.get(path) ?? [];
    lines.set(path, known);
    known.push(withVersion(object));
    if (object.kind === 'Service') services.push(object);
  }
  const server = createServer((request, response) => serve(request, response));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    const paths = [...lines.keys()];
    process.stdout.write(`${JSON.stringify({ port, paths })}\n`);
  });
}

main();
