import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Changes to the address: a value, or null to take the key out. */
export type SearchChange = Readonly<Record<string, string | null>>;

/** The page's address as its state: what is read from it, and how it is changed. */
export function useSearchState(): readonly [
  URLSearchParams,
  (change: SearchChange, how?: { replace: boolean }) => void,
] {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (wanted: SearchChange, how?: { replace: boolean }) =>
      setSearch(before => applyChange(before, wanted), how),
    [setSearch],
  );
  return [search, change];
}

function applyChange(before: URLSearchParams, change: SearchChange) {
  const after = new URLSearchParams(before);
  for (const [key, value] of Object.entries(change)) {
    if (value) after.set(key, value);
    else after.delete(key);
  }
  return after;
}
