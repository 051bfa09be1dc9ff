import ipaddr from 'ipaddr.js';
import { annotationEvidence, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { podsOnTheWay } from '../podsOnTheWay';

const prefix = 'traffic.sidecar.istio.io/';
const lists: Readonly<Record<string, (item: string) => boolean>> = {
  includeInboundPorts: isPort,
  excludeInboundPorts: isPort,
  includeOutboundPorts: isPort,
  excludeOutboundPorts: isPort,
  includeOutboundIPRanges: isRange,
  excludeOutboundIPRanges: isRange,
};

/** A list of ports or ranges that cannot be read as one (IST0125, istio pkg/kube/inject/validate.go). */
export const ip0413 = findingRule('IP0413', facts =>
  podsOnTheWay(facts).flatMap(pod =>
    Object.entries(lists).flatMap(([name, isItem]) => {
      const annotation = prefix + name;
      const value = pod.meta.annotations[annotation];
      if (value === undefined || isList(value, isItem)) return [];
      return [
        {
          says: { annotation, value, pod: objectName(pod) },
          about: [pod],
          evidence: [annotationEvidence(pod, annotation)],
        },
      ];
    }),
  ),
);

function isList(value: string, isItem: (item: string) => boolean): boolean {
  if (value === '' || value === '*') return true;
  return value.split(',').every(item => isItem(item.trim()));
}

function isPort(item: string): boolean {
  return /^\d{1,5}$/.test(item) && Number(item) <= 65535;
}

function isRange(item: string): boolean {
  return ipaddr.isValidCIDR(item);
}
