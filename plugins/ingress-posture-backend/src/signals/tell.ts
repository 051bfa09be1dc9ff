import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGE_CHANNEL,
  ChangeSignal,
  VERDICTS_TOPIC,
  VerdictsEvent,
} from '@ingress-posture/plugin-ingress-posture-common';

/** Tells open pages that a cluster changed, but not which: not everybody may know its name. */
export function tellPages(signals: SignalsService) {
  return () =>
    signals.publish({
      recipients: { type: 'broadcast' },
      channel: CHANGE_CHANNEL,
      message: {} satisfies ChangeSignal,
    });
}

/** Tells other backend plugins that verdicts of a cluster changed. */
export function tellPlugins(events: EventsService) {
  return (cluster: string) =>
    events.publish({
      topic: VERDICTS_TOPIC,
      eventPayload: { cluster } satisfies VerdictsEvent,
    });
}
