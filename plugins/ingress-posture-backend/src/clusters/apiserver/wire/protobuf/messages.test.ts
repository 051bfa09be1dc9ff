import { ClusterState, kinds } from '@ingress-posture/engine';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeObject } from './envelope';
import { FieldType, Message } from './message';
import { messageOf } from './messages';

type Kind = (typeof kinds)[number];

const builtIn = kinds.filter(({ group }) =>
  [
    '',
    'admissionregistration.k8s.io',
    'discovery.k8s.io',
    'networking.k8s.io',
  ].includes(group),
);

/** The object of this kind in which every field has a value. */
function read({ group, kind, versions }: Kind, format: 'json' | 'pb'): Buffer {
  const name = [group || 'core', versions[0], kind, format].join('.');
  return readFileSync(path.join(__dirname, 'kubernetesObjects', name));
}

/** What JSON has in the fields that a message has. */
function project(value: unknown, type: FieldType): unknown {
  if (type instanceof Message) {
    const object = value as Readonly<Record<string, unknown>>;
    return Object.assign(
      {},
      ...type.fields.map(field => {
        if (!field) return {};
        const { name } = field;
        if (typeof field.type === 'object' && 'inline' in field.type)
          return project(object, field.type.inline);
        return name in object
          ? { [name]: project(object[name], field.type) }
          : {};
      }),
    );
  }
  return typeof type === 'object' && !('inline' in type)
    ? (value as unknown[]).map(one => project(one, type[0]))
    : value;
}

/** What is kept of an object. */
function kept(kind: Kind, apiVersion: string, object: object) {
  const state = new ClusterState({ name: 'c' });
  state.upsert({ ...object, apiVersion, kind: kind.kind });
  return state.list(kind);
}

describe('messages', () => {
  it.each(builtIn.map(kind => [kind.key, kind] as const))(
    'have every field of %s that is kept, under its number',
    (_, kind) => {
      const json = JSON.parse(read(kind, 'json').toString());
      const object = decodeObject(read(kind, 'pb')) as object;
      const type = messageOf(json.apiVersion, kind.kind)!;
      expect(object).toEqual(project(json, type));

      const expected = kept(kind, json.apiVersion, json);
      expect(expected).toHaveLength(1);
      expect(kept(kind, json.apiVersion, object)).toEqual(expected);
    },
  );

  it('have nothing of custom resources, which come as JSON', () => {
    const others = kinds.filter(kind => !builtIn.includes(kind));
    const known = others.filter(({ group, kind, versions }) =>
      versions.some(version => messageOf(`${group}/${version}`, kind)),
    );
    expect(known).toEqual([]);
  });
});
