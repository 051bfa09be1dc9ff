/**
 * From Kubernetes and Istio objects to ingress integration mode and mTLS posture: a pure function,
 * without Backstage, Kubernetes client, clock or I/O.
 *
 * @packageDocumentation
 */
export * from './mesh';
export * from './posture/servicePosture';
export { ClusterState } from './state/clusterState';
export type { KindDefinition } from './state/kindDefinition';
export { kindOf, kinds, movedKinds } from './state/kinds';
export { revisionConfigMaps } from './state/kinds/configMap';
export {
  parseManifests,
  type ManifestError,
  type Manifests,
} from './state/parseManifests';
export { Analysis, type Refreshed } from './posture/analysis';
export {
  analyze,
  analyzeServices,
  judge,
  verdict,
  type Judged,
  type Verdict,
} from './posture/analyze';
export type { ServiceKey } from './posture/serviceKey';
export { worstPosture } from './path/worst';
export { findingRules } from './posture/findings';
export { ignoreAnnotation } from './posture/silenced';
export {
  findingChapters,
  findingCodes,
  messageOf as findingMessageOf,
  type FindingCode,
  type FindingMessage,
} from './posture/findings/messages';
export * from './rollout/strictPreview';
export { unreadSentences } from './rollout/caveats';
export { previewStrict } from './rollout/previewStrict';
export { judgedServices, type JudgedService } from './rollout/judgedService';
export * from './whatIf/whatIfAnswer';
export { whatIf, type WhatIfChange, type WhatIfOptions } from './whatIf/whatIf';
export { afterRemedy } from './remediation/afterRemedy';
export { vendorsAtEndOfLife, type EndingVendor } from './ingress/endOfLife';
export { vendors } from './ingress/vendors';
export type { VendorDescription } from './ingress/vendorDescription';
export { servicePods } from './path/servicePods';
export { dialsTo, type RouteDial } from './path/dials';
export { completionKinds } from './completion/workloadKinds';
export { isUnseenPod } from './completion/podsOfWorkload';
export { complete, type Completion, type Origin } from './completion/complete';
export {
  everyNamespace,
  noAssumptions,
  type Assumptions,
} from './completion/assumptions';
