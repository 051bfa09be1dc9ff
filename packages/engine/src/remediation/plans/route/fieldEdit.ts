import type { ServiceKey } from '../../../posture/serviceKey';
import type { ClusterState } from '../../../state/clusterState';
import type { KindDefinition } from '../../../state/kindDefinition';
import { kinds } from '../../../state/kinds';
import type { KubeObject } from '../../../state/meta';
import type { PlannedStep } from '../../plan';
import { patchStep } from '../../steps';

/** A field of an object that is to say something. */
export interface FieldEdit {
  readonly kind: KindDefinition;
  readonly object: KubeObject;
  /** Where the field stands, such as `metadata`, `annotations`. */
  readonly place: readonly string[];
  readonly field: string;
  /** Null where it is to go. */
  readonly value: string | null;
  /** What it says now; null when it is not there. */
  readonly before: string | object | null;
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
  const [{ kind, object, place, field, value }] = edits;
  const { namespace, name } = object.meta;
  const values = edits.map(edit => [edit.field, edit.value]);
  const befores = edits.map(edit => [edit.field, edit.before]);
  return {
    step: patchStep({
      title,
      object: {
        apiVersion: apiVersionOf(kind),
        kind: kind.kind,
        ...(kind.namespaced && { namespace }),
        name,
      },
      patch: nested(place, Object.fromEntries(values)),
      undo: nested(place, Object.fromEntries(befores)),
      show: `{.${[...place, field.replaceAll('.', '\\.')].join('.')}}`,
      expect: value ?? '',
      marks: object.meta,
    }),
    apply: copy => {
      for (const edit of edits) {
        const now = copy.get(kind, namespace, name) ?? object;
        copy.put(kind, edit.changed(now));
      }
    },
    touches: () => edits.flatMap(edit => edit.touches()),
  };
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
function kindOfObject(
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
