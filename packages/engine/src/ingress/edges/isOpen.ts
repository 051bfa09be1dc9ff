import type { Service } from '../../state/kinds/service';

const tailscale = 'tailscale.com/expose';
const aws = 'service.beta.kubernetes.io/aws-load-balancer';

/** Whether a Service takes traffic from outside the cluster by itself. */
export function isOpen(service: Service): boolean {
  return (
    service.type === 'LoadBalancer' ||
    service.type === 'NodePort' ||
    service.externalIps.length > 0 ||
    isExposed(service)
  );
}

/** Whether an annotation asks for a load balancer, whatever the type of the Service. */
export function isExposed(service: Service): boolean {
  return exposedBy(service) !== undefined;
}

/** The annotation that asks for a load balancer, whatever the type of the Service. */
export function exposedBy(service: Service): string | undefined {
  if (isTailscales(service)) return tailscale;
  return isAws(service) ? `${aws}-type` : undefined;
}

/** Tailscale's operator takes a Service of any type for one of its own, if asked to. */
function isTailscales({ meta }: Service): boolean {
  return meta.annotations[tailscale] === 'true';
}

// kubernetes-sigs/aws-load-balancer-controller pkg/k8s/service_utils.go IsServiceSupported: it looks at the
// type of a Service only with the feature gate ServiceTypeLoadBalancerOnly. Instances take a node port.
function isAws({ meta, loadBalancerClass, type }: Service): boolean {
  if (loadBalancerClass !== undefined) return false;
  const asked = meta.annotations[`${aws}-type`];
  if (asked === 'nlb-ip') return true;
  const targets = meta.annotations[`${aws}-nlb-target-type`];
  return (
    asked === 'external' &&
    (targets === 'ip' || (targets === 'instance' && type === 'NodePort'))
  );
}
