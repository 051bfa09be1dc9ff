import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { text, whole } from '../read';

/** A Service that is registered as the targets of an AWS target group. */
export interface AwsTargetGroupBinding extends KubeObject {
  readonly kind: 'TargetGroupBinding';
  /** instance or ip; a webhook of AWS fills it in. */
  readonly targetType?: string;
  readonly service: string;
  /** Number or name of a Service port. */
  readonly port: number | string;
  /** HTTP, HTTPS, TCP, TLS …; undefined where only AWS knows. */
  readonly protocol?: string;
  /** Name or ARN of the target group. */
  readonly targetGroup: string;
}

/** elbv2.k8s.aws is the AWS Load Balancer Controller's, eks.amazonaws.com that of EKS Auto Mode. */
function bindingKind(
  group: string,
  version: string,
): KindDefinition<AwsTargetGroupBinding> {
  return defineKind<AwsTargetGroupBinding>({
    group,
    kind: 'TargetGroupBinding',
    plural: 'targetgroupbindings',
    versions: [version],
    namespaced: true,
    purpose: 'Services behind AWS load balancers that are kept elsewhere',
    trim: (object, meta) => {
      const service = text(object, 'spec', 'serviceRef', 'name');
      const port =
        whole(object, 'spec', 'serviceRef', 'port') ??
        text(object, 'spec', 'serviceRef', 'port');
      if (service === undefined || port === undefined) return undefined;
      const targetType = text(object, 'spec', 'targetType');
      const protocol = text(object, 'spec', 'targetGroupProtocol');
      return {
        kind: 'TargetGroupBinding',
        meta,
        ...(targetType !== undefined && { targetType }),
        service,
        port,
        ...(protocol !== undefined && { protocol }),
        targetGroup:
          text(object, 'spec', 'targetGroupName') ??
          text(object, 'spec', 'targetGroupARN') ??
          '',
      };
    },
  });
}

export const targetGroupBindings = bindingKind('elbv2.k8s.aws', 'v1beta1');
export const eksTargetGroupBindings = bindingKind('eks.amazonaws.com', 'v1');
