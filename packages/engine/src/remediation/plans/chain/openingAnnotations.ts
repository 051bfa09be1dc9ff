import type { Labels } from '../../../state/read';

// Who keeps the object, not what the load balancer is to do.
const bookkeeping =
  /^(kubectl\.kubernetes\.io|meta\.helm\.sh|argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|helm\.sh)\//;

// What one load balancer alone can have: its name, its id, its addresses.
const ofOneAlone =
  /(^|[-/.])(id|name|hostname|address|addresses|allocations|e?ips?|ipv[46]|loadbalancerips)$/i;

// … unless it is that of something which several share.
const ofShared = /cert|tls|ssl|class|pool|project|subnet|group/i;

/** Annotations of a Service that hold for its load balancer wherever that stands. */
export function openingAnnotations(annotations: Labels): Labels {
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) =>
        !bookkeeping.test(key) && (ofShared.test(key) || !ofOneAlone.test(key)),
    ),
  );
}
