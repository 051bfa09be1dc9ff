import type { KindDefinition } from '@ingress-posture/engine';
import { jsonForm } from './wire/json/jsonForm';
import { messageOf } from './wire/protobuf/messages';
import { protobufForm } from './wire/protobuf/protobufForm';

/** The part of the engine's table that a watch needs. */
export type KindToWatch = Pick<
  KindDefinition,
  | 'group'
  | 'kind'
  | 'plural'
  | 'versions'
  | 'names'
  | 'namedBy'
  | 'metadataOnly'
>;

/** A kind, or one object of it by its name, as this cluster serves it. */
export interface WatchedKind {
  readonly definition: KindToWatch;
  readonly version: string;
  /** Only the objects of this name. */
  readonly name?: string;
  /** The name was found on the way: that it may not be read says nothing of the others. */
  readonly isFound?: true;
}

/** `apiVersion` of the objects. */
export function apiVersionOf({ definition, version }: WatchedKind): string {
  return definition.group === '' ? version : `${definition.group}/${version}`;
}

/** Where all objects of the kind are listed, over all namespaces. */
export function pathOf(watched: WatchedKind): string {
  const root = watched.definition.group === '' ? '/api' : '/apis';
  return `${root}/${apiVersionOf(watched)}/${watched.definition.plural}`;
}

/**
 * The forms in which objects, or a list of them, are asked for, the best one first: metadata alone where
 * that is enough, and protobuf where it is read. The server refuses the form of one object for a list.
 */
export function acceptOf(
  watched: WatchedKind,
  what: 'objects' | 'list',
): string {
  const { kind, metadataOnly } = watched.definition;
  const [protobuf, json] = [protobufForm.contentType, jsonForm.contentType];
  if (metadataOnly) {
    const form =
      what === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata';
    const as = `;as=${form};g=meta.k8s.io;v=v1`;
    return [protobuf + as, json + as, json].join();
  }
  const isKnown = messageOf(apiVersionOf(watched), kind) !== undefined;
  return isKnown ? [protobuf, json].join() : json;
}

/** The part of a query that asks for the one object, when it is one. */
export function selectorOf({ name }: WatchedKind) {
  return name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
}

/** The RBAC rule that reading the kind takes, as an item of a ClusterRole's `rules`. */
export function rbacRuleOf({ group, plural, names }: KindToWatch): string {
  const quoted = (values: readonly string[]) =>
    `[${values.map(value => `"${value}"`).join(', ')}]`;
  return [
    `- apiGroups: ${quoted([group])}`,
    `  resources: ${quoted([plural])}`,
    ...(names ? [`  resourceNames: ${quoted(names)}`] : []),
    `  verbs: ["list", "watch"]`,
  ].join('\n');
}
