import type { Labels } from '../../../state/read';

// Who keeps the object, not what the load balancer is to do.
const bookkeeping =
  /^(kubectl\.kubernetes\.io|meta\.helm\.sh|argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|helm\.sh)\//;

// What one load balancer alone can have: its name, its id, its addresses.
const ofOneAlone =
  /(^|[-/.])(id|name|hostname|address|addresses|allocations|e?ips?|ipv[46]|loadbalancerips)$/i;

// … unless it is that of something which several share.
const ofShared = /cert|tls|ssl|class|pool|project|subnet|group/i;

const ofHealth = /health-?(check|probe)/i;

/** Annotations of a Service that hold for its load balancer wherever that stands. */
export function openingAnnotations(annotations: Labels): Labels {
  // A check at a port of the application's own finds nobody at the gateway.
  const checksElsewhere = Object.keys(annotations).some(
    key => ofHealth.test(key) && /port$/i.test(key),
  );
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) =>
        !bookkeeping.test(key) &&
        !(checksElsewhere && ofHealth.test(key)) &&
        (ofShared.test(key) || !ofOneAlone.test(key)),
    ),
  );
}
