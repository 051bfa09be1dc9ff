import type { IntegrationMode, MtlsPosture } from '@ingress-posture/engine';

/** Order of mTLS postures, worst first; `unknown` is neither good nor bad and comes last. */
export const postureRank: Readonly<Record<MtlsPosture, number>> = {
  rejected: 0,
  plaintext: 1,
  unmeshed: 2,
  'app-tls': 3,
  permissive: 4,
  enforced: 5,
  unknown: 6,
};

/** Order in which integration modes are listed. */
export const modeRank: Readonly<Record<IntegrationMode, number>> = {
  standalone: 0,
  chained: 1,
  'istio-gateway': 2,
  mixed: 3,
  'mesh-internal': 4,
  none: 5,
  unknown: 6,
};

/** Every mTLS posture, worst first. */
export const mtlsPostures = Object.keys(postureRank) as readonly MtlsPosture[];

/** Every integration mode, in listing order. */
export const integrationModes = Object.keys(
  modeRank,
) as readonly IntegrationMode[];
