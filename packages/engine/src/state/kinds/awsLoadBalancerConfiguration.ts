import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { text } from '../read';

/** What a Gateway of AWS, or its class, takes its settings from, as far as it says how Services are targeted. */
export interface AwsLoadBalancerConfiguration extends KubeObject {
  readonly kind: 'LoadBalancerConfiguration';
  /** The TargetGroupConfiguration beside it that holds for Services without one. */
  readonly targetGroups?: string;
  /** That of the Gateway counts before that of the class, which says so. */
  readonly prefersGateway: boolean;
}

export const loadBalancerConfigurations =
  defineKind<AwsLoadBalancerConfiguration>({
    group: 'gateway.k8s.aws',
    kind: 'LoadBalancerConfiguration',
    plural: 'loadbalancerconfigurations',
    versions: ['v1beta1'],
    namespaced: true,
    purpose: 'default target type and protocol behind AWS gateways',
    trim: (object, meta) => {
      const targetGroups = text(
        object,
        'spec',
        'defaultTargetGroupConfiguration',
        'name',
      );
      return {
        kind: 'LoadBalancerConfiguration',
        meta,
        ...(targetGroups !== undefined && { targetGroups }),
        prefersGateway:
          text(object, 'spec', 'mergingMode') === 'prefer-gateway',
      };
    },
  });
