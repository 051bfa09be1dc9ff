/**
 * Objects as Kubernetes' own protobuf, with all their fields: encoded by the `generated.proto` files of
 * the Go modules that the API server of the conformance suites is built from.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Field, Root, Type } from 'protobufjs';

type Fields = Readonly<Record<string, unknown>>;

/** Where a type of objects is defined, by its apiVersion. */
const packages: Readonly<Record<string, string>> = {
  v1: 'core.v1',
  'discovery.k8s.io/v1': 'discovery.v1',
  'networking.k8s.io/v1': 'networking.v1',
};

// Fields that Go embeds: in JSON, theirs stand in their place.
const embedded = ['volumeSource', 'handler', 'ingressRuleValue'];

/** Encodes objects of Kubernetes' own kinds. */
export class KubernetesMessages {
  readonly #root = new Root();

  /** Throws where Go, or its modules, are not there. */
  constructor() {
    const folders = moduleFolders();
    this.#root.resolvePath = (_, target) => {
      const [domain, module, ...rest] = target.split('/');
      const folder = folders.get(`${domain}/${module}`) ?? '';
      return path.join(folder, ...rest);
    };
    const files = Object.values(packages).map(
      one => `k8s.io/api/${one.replace('.', '/')}/generated.proto`,
    );
    this.#root.loadSync(files, { keepCase: true });
    this.#root.resolveAll();
  }

  /** The bytes of an object; undefined for custom resources, which have none. */
  encode(apiVersion: string, kind: string, object: Fields): Buffer | undefined {
    const from = packages[apiVersion];
    if (from === undefined) return undefined;
    const type = this.#root.lookupType(`k8s.io.api.${from}.${kind}`);
    return Buffer.from(type.encode(toMessage(object, type)).finish());
  }
}

function moduleFolders(): ReadonlyMap<string, string> {
  const listed = execFileSync(
    'go',
    [
      'list',
      '-m',
      '-f',
      '{{.Path}} {{.Dir}}',
      'k8s.io/api',
      'k8s.io/apimachinery',
    ],
    {
      cwd: path.resolve(__dirname, '../../../conformance/apiserver'),
      encoding: 'utf8',
    },
  );
  return new Map(
    listed
      .trim()
      .split('\n')
      .map(line => line.split(' ') as [string, string]),
  );
}

function toMessage(object: Fields, { fieldsArray }: Type): Fields {
  return Object.fromEntries(
    fieldsArray.flatMap(field => {
      const { name } = field;
      const value = embedded.includes(name) ? object : object[name];
      return value === undefined || value === null
        ? []
        : [[name, toValue(value, field)]];
    }),
  );
}

function toValue(value: unknown, field: Field): unknown {
  const { resolvedType, map, repeated } = field;
  if (!(resolvedType instanceof Type)) return value;
  if (repeated) {
    return (value as unknown[]).map(one => toOne(one, resolvedType));
  }
  return map
    ? Object.fromEntries(
        Object.entries(value as Fields).map(([key, one]) => [
          key,
          toOne(one, resolvedType),
        ]),
      )
    : toOne(value, resolvedType);
}

function toOne(value: unknown, type: Type): unknown {
  switch (type.name) {
    case 'Time':
      return { seconds: Date.parse(String(value)) / 1000 };
    case 'Quantity':
      return { string: value };
    case 'IntOrString':
      return typeof value === 'string'
        ? { type: 1, strVal: value }
        : { type: 0, intVal: value };
    default:
      return toMessage(value as Fields, type);
  }
}
