import { Certainty, PortPosture, Severity } from '@ingress-posture/engine';
import { ClusterFreshness } from '@ingress-posture/plugin-ingress-posture-common';
import { Sign } from './descriptor';

/** How sure a verdict is. */
export const certaintySigns: Readonly<Record<Certainty, Sign>> = {
  proven: { glyph: 'check', tone: 'quiet' },
  inferred: { glyph: 'about', tone: 'quiet' },
  unknown: { glyph: 'question', tone: 'quiet' },
};

/** Severity of a finding. */
export const severitySigns: Readonly<Record<Severity, Sign>> = {
  error: { glyph: 'cross', tone: 'broken' },
  warning: { glyph: 'triangle', tone: 'exposed' },
  info: { glyph: 'info', tone: 'quiet' },
};

/** What a port takes. */
export const acceptanceSigns: Readonly<Record<PortPosture['accepts'], Sign>> = {
  'mtls-only': { glyph: 'lock', tone: 'safe' },
  both: { glyph: 'half', tone: 'exposed' },
  'plaintext-only': { glyph: 'ring', tone: 'outside' },
  unknown: { glyph: 'question', tone: 'quiet' },
};

/** How fresh a cluster is. */
export const freshnessSigns: Readonly<Record<ClusterFreshness, Sign>> = {
  starting: { glyph: 'clock', tone: 'quiet' },
  synced: { glyph: 'check', tone: 'safe' },
  stale: { glyph: 'clock', tone: 'exposed' },
  stopped: { glyph: 'cross', tone: 'broken' },
};
