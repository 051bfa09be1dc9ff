import { evidenceOf, objectName } from '../../state/evidence';
import { pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import { matchesLabels } from '../../state/selector';
import { findingRule } from '../finding';
import { boundGateways } from '../virtualServicesTo';

const podsLeftOpen = indexBy(pods, ({ meta, containers }) =>
  containers.some(isLeftOpen) ? [meta.namespace] : [],
);

/** A gateway pod whose image the injector was to fill in, and did not (IST0146, IST0147). */
export const ip0712 = findingRule('IP0712', ({ state, service }) =>
  boundGateways(state, service).flatMap(({ gateway }) => {
    const { namespace } = gateway.meta;
    const pod = state
      .lookup(podsLeftOpen, namespace)
      .find(one => matchesLabels(gateway.selector, one.meta.labels));
    if (!pod) return [];
    return [
      {
        says: {
          pod: objectName(pod),
          gateway: objectName(gateway),
          service: service.meta.name,
        },
        about: [pod],
        evidence: [
          evidenceOf(pod, 'spec.containers[istio-proxy].image', 'auto'),
        ],
      },
    ];
  }),
);

function isLeftOpen({ name, image }: { name: string; image: string }) {
  return name === 'istio-proxy' && image === 'auto';
}
