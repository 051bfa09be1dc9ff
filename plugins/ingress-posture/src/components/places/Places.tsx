import { StoredPosture } from '@ingress-posture/plugin-ingress-posture-common';
import { createContext, ReactNode, useContext } from 'react';
import { useText } from '../../translation';

const PlacesContext = createContext<StoredPosture['places']>(undefined);

/** Tells what is inside where the objects of a cluster are written down, if its source knows. */
export function Places(props: {
  places: StoredPosture['places'];
  children: ReactNode;
}) {
  return (
    <PlacesContext.Provider value={props.places}>
      {props.children}
    </PlacesContext.Provider>
  );
}

/** File and line behind the name of an object ("Kind namespace/name"); nothing where they are not known. */
export function PlaceOf({ object }: { object: string }) {
  const place = useContext(PlacesContext)?.[object];
  const text = useText();
  if (!place) return null;
  return (
    <>
      {' · '}
      {text('evidence.place', { file: place.file, line: String(place.line) })}
    </>
  );
}

/** Where an object is to be written down that is not there yet; nothing where that is not known. */
export function PlaceToCreate() {
  const places = useContext(PlacesContext);
  const text = useText();
  return places ? <> · {text('evidence.newPlace')}</> : null;
}
