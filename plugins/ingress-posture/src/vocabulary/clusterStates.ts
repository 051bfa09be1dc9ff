import { ClusterFreshness } from '@ingress-posture/plugin-ingress-posture-common';
import { Descriptor } from './descriptor';

/** How fresh a cluster is. */
export const clusterStates: Readonly<Record<ClusterFreshness, Descriptor>> = {
  starting: {
    label: 'starting',
    meaning: 'Being read for the first time.',
    glyph: 'clock',
    tone: 'quiet',
  },
  synced: {
    label: 'synced',
    meaning: 'Read completely and followed live.',
    glyph: 'check',
    tone: 'safe',
  },
  stale: {
    label: 'stale',
    meaning: 'Followed, but something could not be read.',
    glyph: 'clock',
    tone: 'exposed',
  },
  stopped: {
    label: 'stopped',
    meaning: 'Nothing follows it now: its postures are what was last known.',
    glyph: 'cross',
    tone: 'broken',
  },
};
