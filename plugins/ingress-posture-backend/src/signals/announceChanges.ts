import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { PostureStore } from '../postures/PostureStore';
import { ChangeAnnouncer } from './ChangeAnnouncer';
import { tellPages, tellPlugins } from './tell';

/** Tells open pages of every change in a cluster, and other plugins of new verdicts. */
export function announceChanges(options: {
  readonly store: PostureStore;
  readonly signals: SignalsService;
  readonly events: EventsService;
  readonly logger: LoggerService;
}): void {
  const { store, signals, events, logger } = options;
  const pages = new ChangeAnnouncer({ tell: tellPages(signals), logger });
  store.onChange(cluster => pages.changed(cluster));
  const plugins = new ChangeAnnouncer({ tell: tellPlugins(events), logger });
  store.onNewVerdicts(cluster => plugins.changed(cluster));
}
