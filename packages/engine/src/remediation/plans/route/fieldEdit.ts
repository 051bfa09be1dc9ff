import type { ServiceKey } from '../../../posture/serviceKey';
import type { ClusterState } from '../../../state/clusterState';
import type { KindDefinition } from '../../../state/kindDefinition';
import { kinds } from '../../../state/kinds';
import type { KubeObject } from '../../../state/meta';
import { JsonOperation, jsonPath, Place, pointer } from '../../jsonPatch';
import type { PlannedStep } from '../../plan';
import { jsonPatchStep, patchStep } from '../../steps';

type Value = string | number | boolean | object;

/** A field of an object that is to say something. */
export interface FieldEdit {
  readonly kind: KindDefinition;
  readonly object: KubeObject;
  /** Where the field stands, such as `metadata`, `annotations`; in a list where a number is among it. */
  readonly place: Place;
  readonly field: string;
  /** Null where it is to go. */
  readonly value: Value | null;
  /** What it says now; null when it is not there. */
  readonly before: Value | null;
  /** Of a list, what shows that the place is still that of the entry which is meant. */
  readonly entry?: { readonly at: Place; readonly value: string };
  /** JSONPath that shows it, and what it prints, where that is not the field alone. */
  readonly shown?: { readonly path: string; readonly value: string };
  /** The object as it is read once the field says so. */
  readonly changed: (object: KubeObject) => KubeObject;
  /** The Services whose paths the field can change. */
  readonly touches: () => readonly ServiceKey[];
}

/** Edits as steps, one for each object. */
export function editSteps(
  title: string,
  edits: readonly FieldEdit[],
): readonly PlannedStep[] {
  const objects = [...new Set(edits.map(edit => edit.object))];
  return objects.map(object =>
    stepFor(
      title,
      edits.filter(edit => edit.object === object),
    ),
  );
}

function stepFor(title: string, edits: readonly FieldEdit[]): PlannedStep {
  const [{ kind, object, place, field, value, shown }] = edits;
  const { namespace, name } = object.meta;
  const spoken = {
    title,
    object: {
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      ...(kind.namespaced && { namespace }),
      name,
    },
    show: `{${shown?.path ?? jsonPath([...place, field])}}`,
    expect:
      shown?.value ?? (value === null ? '(an empty line)' : String(value)),
    marks: object.meta,
  };
  const inList = edits.some(edit => edit.place.some(isPlaceInList));
  return {
    step: inList
      ? jsonPatchStep({ ...spoken, ...operationsOf(edits) })
      : patchStep({ ...spoken, ...mergePatchesOf(edits) }),
    apply: copy => {
      for (const edit of edits) {
        const now = copy.get(kind, namespace, name) ?? object;
        copy.put(kind, edit.changed(now));
      }
    },
    touches: () => edits.flatMap(edit => edit.touches()),
  };
}

function isPlaceInList(part: string | number): part is number {
  return typeof part === 'number';
}

function mergePatchesOf(edits: readonly FieldEdit[]) {
  const [{ place }] = edits;
  const patchOf = (of: (edit: FieldEdit) => unknown) =>
    nested(
      place.map(String),
      Object.fromEntries(edits.map(edit => [edit.field, of(edit)])),
    );
  return {
    patch: patchOf(edit => edit.value),
    undo: patchOf(edit => edit.before),
  };
}

function operationsOf(edits: readonly FieldEdit[]) {
  return {
    patch: edits.flatMap(edit => [
      ...entryTest(edit),
      writing(edit, edit.value),
    ]),
    undo: edits.flatMap(edit => [
      ...entryTest(edit),
      writing(edit, edit.before),
    ]),
  };
}

function entryTest({ entry }: FieldEdit): readonly JsonOperation[] {
  if (!entry) return [];
  return [{ op: 'test', path: pointer(entry.at), value: entry.value }];
}

/** `add` writes over a field that is there already (RFC 6902, 4.1). */
function writing(
  { place, field }: FieldEdit,
  value: Value | null,
): JsonOperation {
  const path = pointer([...place, field]);
  return value === null ? { op: 'remove', path } : { op: 'add', path, value };
}

/** An annotation of an object that is to have a value. */
export function annotationEdit(
  state: ClusterState,
  object: KubeObject,
  annotation: { readonly name: string; readonly value: string },
  touches: FieldEdit['touches'],
): FieldEdit | undefined {
  const kind = kindOfObject(state, object);
  if (!kind) return undefined;
  const { name, value } = annotation;
  return {
    kind,
    object,
    place: ['metadata', 'annotations'],
    field: name,
    value,
    before: object.meta.annotations[name] ?? null,
    changed: now => ({
      ...now,
      meta: {
        ...now.meta,
        annotations: { ...now.meta.annotations, [name]: value },
      },
    }),
    touches,
  };
}

// Several groups have a kind of one name: the object tells which one it is.
export function kindOfObject(
  state: ClusterState,
  { kind, meta: { namespace, name } }: KubeObject,
): KindDefinition | undefined {
  return kinds.find(
    one =>
      one.kind === kind && state.get(one, namespace, name)?.meta.name === name,
  );
}

function apiVersionOf({ group, versions }: KindDefinition): string {
  return group === '' ? versions[0] : `${group}/${versions[0]}`;
}

function nested(place: readonly string[], fields: object): object {
  return place.reduceRight<object>(
    (inner, name) => ({ [name]: inner }),
    fields,
  );
}
