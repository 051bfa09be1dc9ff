import { defineKind, KindDefinition } from '../kindDefinition';
import { LabelSelector, trimSelector } from '../labelSelector';
import { KubeObject } from '../meta';
import { at, items, text } from '../read';

/** What an IngressClass of the AWS controller prescribes to its Ingresses. */
export interface AwsIngressClassParams extends KubeObject {
  readonly kind: 'IngressClassParams';
  /** instance or ip; wins over annotations. */
  readonly targetType?: string;
  /** What members of a group must agree on; each wins over its annotation. */
  readonly scheme?: string;
  readonly ipAddressType?: string;
  readonly loadBalancerName?: string;
  readonly hasCertificate: boolean;
  /** The group that all its Ingresses are in, whatever their annotations say. */
  readonly group?: string;
  /** Namespaces whose Ingresses may be of its class; unset: all. */
  readonly namespaces?: LabelSelector;
}

const fields = [
  'targetType',
  'scheme',
  'ipAddressType',
  'loadBalancerName',
] as const;

/** elbv2.k8s.aws is the AWS Load Balancer Controller's, eks.amazonaws.com that of EKS Auto Mode. */
function paramsKind(
  group: string,
  version: string,
): KindDefinition<AwsIngressClassParams> {
  return defineKind<AwsIngressClassParams>({
    group,
    kind: 'IngressClassParams',
    plural: 'ingressclassparams',
    versions: [version],
    namespaced: false,
    purpose: 'target type of AWS Application Load Balancers',
    trim: (object, meta) => {
      const said = fields.flatMap(field => {
        const value = text(object, 'spec', field);
        return value === undefined ? [] : [[field, value] as const];
      });
      const groupName = text(object, 'spec', 'group', 'name');
      const selector = at(object, 'spec', 'namespaceSelector');
      return {
        kind: 'IngressClassParams',
        meta,
        ...Object.fromEntries(said),
        ...(groupName !== undefined && { group: groupName }),
        ...(selector !== undefined && { namespaces: trimSelector(selector) }),
        hasCertificate:
          items(object, 'spec', 'certificateArn').length > 0 ||
          items(object, 'spec', 'certificateARNs').length > 0,
      };
    },
  });
}

export const ingressClassParams = paramsKind('elbv2.k8s.aws', 'v1beta1');
export const eksIngressClassParams = paramsKind('eks.amazonaws.com', 'v1');
