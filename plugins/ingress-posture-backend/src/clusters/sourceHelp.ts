import type { JsonValue } from '@backstage/types';
import type { ClusterSourceType } from '@ingress-posture/plugin-ingress-posture-node';
import type { KubernetesPlugin } from './kubernetesPlugin/KubernetesPlugin';

/** Answers what sources ask from their threads, where Backstage's services are out of reach. */
export function sourceHelp(
  kubernetesPlugin: Pick<KubernetesPlugin, 'access'>,
  added: ReadonlyMap<string, ClusterSourceType>,
) {
  return async (type: string, question: JsonValue): Promise<JsonValue> => {
    if (type === 'kubernetes-plugin') {
      return { ...(await kubernetesPlugin.access()) };
    }
    const answer = added.get(type)?.answer;
    if (!answer) {
      throw new Error(`A source of type "${type}" has nobody to ask`);
    }
    return answer(question);
  };
}
