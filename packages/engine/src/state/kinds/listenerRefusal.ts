// What the status of a Gateway or a ListenerSet says against one of its listeners.
import { falseConditions, Refusal } from './refusal';
import { items, text } from '../read';

export interface ListenerRefusal extends Refusal {
  /** Name of the listener. */
  readonly listener: string;
}

/** An object with listeners, some of which its controller does not serve. */
export interface ListenersRefused {
  readonly listenerRefusals?: readonly ListenerRefusal[];
}

const types = ['Accepted', 'ResolvedRefs', 'Programmed'];

// A listener is served with fewer kinds of routes than it asks for; one that is pending is not judged yet.
const harmless = ['InvalidRouteKinds', 'Pending'];

/** Nothing for listeners that all is well with. */
export function trimListenerRefusals(object: unknown): ListenersRefused {
  const found = items(object, 'status', 'listeners').flatMap(status =>
    falseConditions(status, 'status.listeners[]', types)
      .filter(({ reason }) => !harmless.some(one => reason.startsWith(one)))
      .map(refusal => ({ listener: text(status, 'name') ?? '', ...refusal })),
  );
  return found.length === 0 ? {} : { listenerRefusals: found };
}
