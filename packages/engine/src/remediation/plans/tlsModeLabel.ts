import { labelledOut, tlsModeLabel } from '../../posture/labelledOut';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { Pod } from '../../state/kinds/pod';
import type { Plan } from '../plan';
import { servicesReaching, sharingPods } from '../touched';
import { isInjectable, keepsMesh } from './injection';
import { rollOutSteps } from './rollOut';

/**
 * Takes a label out of the template by which pods tell clients to send them no mTLS: the injector then writes its own
 * (istio manifests/charts/istio-control/istio-discovery/files/injection-template.yaml).
 */
export function tlsModeLabelPlan(facts: ServiceFacts): readonly Plan[] {
  const pods = [...new Set(labelledOut(facts).map(({ pod }) => pod))];
  if (pods.length === 0 || !pods.every(pod => canLose(facts, pod))) return [];
  const { name } = facts.service.meta;
  const title = `Take the label off ${name} that tells clients to send no mTLS`;
  return [
    {
      id: 'tls-mode-label',
      title,
      costs: [
        `One restart of ${name}.`,
        'Somebody wrote the label: ask why. The roll-out makes the pods anew, be it from their template or written on them by hand. What it keeps clients from is seen on Ingress paths, and not in calls inside the cluster.',
      ],
      resolves: ['IP0315', 'IP0102'],
      ends: 'IP0315',
      steps: rollOutSteps(pods, {
        title,
        labels: { [tlsModeLabel]: null },
        change: asInjected,
        column: `MODE:.metadata.labels.${tlsModeLabel.replaceAll('.', '\\.')}`,
        expect: 'istio for every new pod',
        touches: () => [
          ...sharingPods(facts),
          ...servicesReaching(facts.state, facts.pods),
        ],
      }),
    },
  ];
}

// A pod without the label was not injected as others are: nobody knows what a new one would have.
function canLose({ state }: ServiceFacts, pod: Pod): boolean {
  return (
    pod.meta.labels[tlsModeLabel] !== undefined &&
    isInjectable(pod) &&
    keepsMesh(state, pod)
  );
}

function asInjected(pod: Pod): Pod {
  const labels = { ...pod.meta.labels, [tlsModeLabel]: 'istio' };
  return { ...pod, meta: { ...pod.meta, labels } };
}
