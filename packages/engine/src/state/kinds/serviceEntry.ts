import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, texts, whole } from '../read';
import { trimExportTo } from './exportTo';

export interface ServiceEntryPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
  readonly targetPort?: number;
}

/** An address that a ServiceEntry or WorkloadEntry leads to. */
export interface WorkloadAddress {
  readonly address: string;
  /** By port name. */
  readonly ports: Readonly<Record<string, number>>;
  readonly labels: Labels;
  readonly serviceAccount?: string;
  /** The network of a mesh of several that it is in. */
  readonly network?: string;
}

export interface ServiceEntry extends KubeObject {
  readonly kind: 'ServiceEntry';
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly ports: readonly ServiceEntryPort[];
  /** MESH_EXTERNAL, MESH_INTERNAL. */
  readonly location: string;
  /** NONE, STATIC, DNS, DNS_ROUND_ROBIN … */
  readonly resolution: string;
  readonly endpoints: readonly WorkloadAddress[];
  readonly workloadSelector?: Labels;
  readonly exportTo?: readonly string[];
  /** It has a selector without labels, which selects nothing. */
  readonly emptySelector?: boolean;
}

export const serviceEntries = defineKind<ServiceEntry>({
  group: 'networking.istio.io',
  kind: 'ServiceEntry',
  plural: 'serviceentries',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  namespaced: true,
  purpose: 'hosts that the mesh knows besides Services',
  trim: (object, meta) => {
    const spec = at(object, 'spec');
    const exportTo = trimExportTo(spec);
    const selected = labels(spec, 'workloadSelector', 'labels');
    return {
      kind: 'ServiceEntry',
      meta,
      hosts: texts(spec, 'hosts'),
      addresses: texts(spec, 'addresses'),
      ports: items(spec, 'ports').flatMap(trimPort),
      location: text(spec, 'location') ?? 'MESH_EXTERNAL',
      resolution: text(spec, 'resolution') ?? 'NONE',
      endpoints: items(spec, 'endpoints').flatMap(trimWorkloadAddress),
      ...(Object.keys(selected).length > 0
        ? { workloadSelector: selected }
        : at(spec, 'workloadSelector') !== undefined && {
            emptySelector: true,
          }),
      ...(exportTo && { exportTo }),
    };
  },
});

function trimPort(port: unknown): ServiceEntryPort[] {
  const number = whole(port, 'number');
  if (number === undefined) return [];
  const targetPort = whole(port, 'targetPort');
  return [
    {
      number,
      name: text(port, 'name') ?? '',
      protocol: text(port, 'protocol') ?? '',
      ...(targetPort !== undefined && targetPort !== 0 && { targetPort }),
    },
  ];
}

/** Also the spec of a WorkloadEntry. */
export function trimWorkloadAddress(entry: unknown): WorkloadAddress[] {
  const address = text(entry, 'address');
  if (address === undefined) return [];
  const serviceAccount = text(entry, 'serviceAccount');
  const network = text(entry, 'network');
  return [
    {
      address,
      ports: trimPorts(at(entry, 'ports')),
      labels: labels(entry, 'labels'),
      ...(serviceAccount !== undefined && { serviceAccount }),
      ...(network && { network }),
    },
  ];
}

function trimPorts(ports: unknown): WorkloadAddress['ports'] {
  if (typeof ports !== 'object' || ports === null) return {};
  return Object.fromEntries(
    Object.keys(ports).flatMap(name => {
      const number = whole(ports, name);
      return number === undefined ? [] : [[name, number]];
    }),
  );
}
