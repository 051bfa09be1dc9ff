import type { ServiceKey } from '../../../posture/serviceKey';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { KubeObject } from '../../../state/meta';
import { deleteCommand, resource } from '../../commands';
import type { PlannedStep } from '../../plan';
import { deletionDiff } from '../../stepDiff';
import { itself } from '../../touched';

interface Deleted {
  readonly title: string;
  readonly apiVersion: string;
  readonly object: KubeObject;
  /** What it kept from being led to. */
  readonly uncovers?: () => readonly ServiceKey[];
}

/** A step that deletes an object, with a copy kept to take it back. */
export function deletedStep(
  facts: ServiceFacts,
  { title, apiVersion, object: { kind, meta }, uncovers }: Deleted,
): PlannedStep {
  const { namespace, name } = meta;
  const object = { apiVersion, kind, namespace, name };
  const listed = `kubectl -n ${namespace} get ${resource(object)}`;
  const copy = `${namespace}-${name}.yaml`;
  return {
    step: {
      action: 'delete',
      title,
      object,
      patch: '',
      command: `${listed} ${name} -o yaml > ${copy} && ${deleteCommand(
        object,
      )}`,
      verify: {
        command: listed,
        expect: `no ${name}`,
      },
      undo: `kubectl apply -f ${copy}`,
      diff: () => deletionDiff(object),
    },
    apply: state => {
      state.remove({ ...object, metadata: { namespace, name } });
    },
    touches: () => [itself(facts), ...(uncovers?.() ?? [])],
  };
}
