/**
 * An API server that serves recorded objects, one JSON in a line on standard input: lists in pages, and
 * watches that begin with everything, as protobuf where Kubernetes has it and as JSON. A POST changes a
 * Service. In a process of its own, so that it does not share the main thread that is measured.
 */
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { kinds } from '@ingress-posture/engine';
import { KubernetesMessages } from './kubernetesMessages';
import { json, protobuf, Served, ServedForm, ServedKind } from './servedForms';

interface Recorded extends ServedKind {
  readonly metadata: { name: string; namespace?: string; labels?: object };
}

interface Collection extends ServedKind {
  readonly objects: Served[];
}

interface Watch {
  readonly form: ServedForm;
  readonly response: ServerResponse;
}

const PAGE = 500;
const pluralOf = new Map(kinds.map(one => [one.kind + one.group, one.plural]));
const collections = new Map<string, Collection>();
const services: Recorded[] = [];
const watches = new Map<string, Watch[]>();
const messages = new KubernetesMessages();
let version = 1;

function pathOf({ apiVersion, kind }: Recorded): string {
  const [group, of] = apiVersion.includes('/')
    ? [apiVersion.split('/')[0], 'apis']
    : ['', 'api'];
  return `/${of}/${apiVersion}/${pluralOf.get(kind + group)}`;
}

function toServed(object: Recorded): Served {
  version += 1;
  const metadata = { ...object.metadata, resourceVersion: String(version) };
  const whole = { ...object, metadata };
  const { apiVersion, kind } = object;
  return {
    json: JSON.stringify(whole),
    protobuf: messages.encode(apiVersion, kind, whole),
  };
}

function discovery(): object {
  const groups = new Map<string, Map<string, object[]>>();
  for (const path of collections.keys()) {
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

/** Metadata alone is not served: who asks for it gets whole objects, as JSON. */
function formOf({ headers }: IncomingMessage, { objects }: Collection) {
  const [first] = headers.accept?.split(',') ?? [];
  const isAsked = first === protobuf.contentType;
  return isAsked && objects[0]?.protobuf ? protobuf : json;
}

function list(of: Collection, form: ServedForm, query: URLSearchParams) {
  const from = Number(query.get('continue') ?? 0);
  const end = from + PAGE;
  return form.page(of, of.objects.slice(from, end), {
    resourceVersion: String(version),
    ...(end < of.objects.length && { continue: String(end) }),
  });
}

async function watch(
  path: string,
  form: ServedForm,
  response: ServerResponse,
  all: boolean,
) {
  const of = collections.get(path)!;
  response.flushHeaders();
  const objects = all ? of.objects : [];
  for (let at = 0; at < objects.length; at += PAGE) {
    const some = objects.slice(at, at + PAGE);
    const events = some.map(one => form.event(of, 'ADDED', one));
    if (!response.write(Buffer.concat(events))) {
      await new Promise(resolve => response.once('drain', resolve));
    }
  }
  response.write(form.bookmark(of, String(version)));
  watches.set(path, [...(watches.get(path) ?? []), { form, response }]);
}

/** Gives a Service another label: it is judged anew. */
function change(index: number): string {
  const service = services[index % services.length];
  service.metadata.labels = { ...service.metadata.labels, bench: `${version}` };
  const served = toServed(service);
  for (const { form, response } of watches.get('/api/v1/services') ?? []) {
    response.write(form.event(service, 'MODIFIED', served));
  }
  return JSON.stringify(service.metadata);
}

async function serve(request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  const collection = collections.get(pathname);
  if (request.method === 'POST') {
    response.end(change(Number(searchParams.get('service'))));
  } else if (pathname === '/apis') {
    response.setHeader('Content-Type', json.contentType);
    response.end(JSON.stringify(discovery()));
  } else if (!collection) {
    response.writeHead(404).end();
  } else {
    const form = formOf(request, collection);
    response.setHeader('Content-Type', form.contentType);
    if (searchParams.has('watch')) {
      const all = searchParams.has('sendInitialEvents');
      await watch(pathname, form, response, all);
    } else {
      response.end(list(collection, form, searchParams));
    }
  }
}

async function main() {
  for await (const line of createInterface(process.stdin)) {
    const object: Recorded = JSON.parse(line);
    const path = pathOf(object);
    const known = collections.get(path) ?? { ...object, objects: [] };
    collections.set(path, known);
    known.objects.push(toServed(object));
    if (object.kind === 'Service') services.push(object);
  }
  const server = createServer((request, response) => serve(request, response));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    const paths = [...collections.keys()];
    process.stdout.write(`${JSON.stringify({ port, paths })}\n`);
  });
}

main();
