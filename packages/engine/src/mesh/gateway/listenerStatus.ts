// What the status of a Gateway or a ListenerSet says of a listener.
import { objectName } from '../../state/evidence';
import type { Gateway, GatewayListener } from '../../state/kinds/gateway';
import type { ListenerRefusal } from '../../state/kinds/listenerRefusal';
import type { ListenerSet } from '../../state/kinds/listenerSet';

/** A listener, and the object that routes name to attach to it. */
export interface OwnedListener {
  readonly owner: Gateway | ListenerSet;
  readonly listener: GatewayListener;
}

/** Whether its controller reports a listener as accepted. */
export function isAccepted(one: OwnedListener): boolean {
  return acceptance(one) === 'True';
}

/** The condition Accepted of a listener; undefined where nothing is reported. */
export function acceptance(one: OwnedListener): string | undefined {
  const { owner, listener } = one;
  if (owner.kind !== 'Gateway') {
    return owner.verdicts.find(({ name }) => name === listener.name)?.accepted;
  }
  if (owner.acceptedListeners.includes(listener.name)) return 'True';
  return refusalsOf(one).some(({ what }) => what === 'Accepted')
    ? 'False'
    : undefined;
}

/** What its controller reports against a listener; any of it means that it is not served. */
export function refusalsOf({
  owner,
  listener,
}: OwnedListener): readonly ListenerRefusal[] {
  return (owner.listenerRefusals ?? []).filter(
    one => one.listener === listener.name,
  );
}

/** "Listener web of Gateway edge/web". */
export function listenerName({ owner, listener }: OwnedListener): string {
  return `listener ${listener.name} of ${objectName(owner)}`;
}
