import { useApi } from '@backstage/core-plugin-api';
import {
  ServiceList,
  ServiceSummary,
} from '@ingress-posture/plugin-ingress-posture-common';
import { useCallback, useMemo, useRef, useState } from 'react';
import { ingressPostureApiRef } from '../../api';
import { Polled, usePolled } from '../../hooks';
import { FleetQuery } from './fleetQuery';

/** Services that are asked for at a time. */
const pageSize = 100;

/** The services that fit, as far as they were looked at. */
export interface Fleet extends Polled<ServiceList> {
  /** The service in a row; undefined while it is not read. */
  readonly rowAt: (index: number) => ServiceSummary | undefined;
  /** Tells which rows are seen, so that these are read and kept up to date. */
  readonly see: (first: number, last: number) => void;
}

/** Reads the rows that are seen, a page at a time, and asks for them again and again. */
export function useFleet(query: FleetQuery): Fleet {
  const api = useApi(ingressPostureApiRef);
  const question = JSON.stringify(query);
  const [seen, setSeen] = useState({ question, first: 0, last: 0 });
  const pages = useRef({ question, known: new Map<number, ServiceList>() });

  const { first, last } =
    seen.question === question ? seen : { first: 0, last: 0 };
  const polled = usePolled(`${question} ${first}-${last}`, async signal => {
    const numbers = Array.from(
      { length: last - first + 1 },
      (_, index) => first + index,
    );
    const answers = await Promise.all(
      numbers.map(page =>
        api.listServices(
          { ...query, limit: pageSize, offset: page * pageSize },
          { signal },
        ),
      ),
    );
    if (pages.current.question !== question) {
      pages.current = { question, known: new Map() };
    }
    numbers.forEach((page, index) =>
      pages.current.known.set(page, answers[index]),
    );
    return answers[0];
  });

  const see = useCallback(
    (firstRow: number, lastRow: number) => {
      const now = {
        question,
        first: Math.floor(firstRow / pageSize),
        last: Math.floor(Math.max(firstRow, lastRow) / pageSize),
      };
      setSeen(before =>
        JSON.stringify(before) === JSON.stringify(now) ? before : now,
      );
    },
    [question],
  );
  const { value } = polled;
  // A new answer is what says that the pages have changed.
  const rowAt = useMemo(
    () => (index: number) =>
      value &&
      pages.current.known.get(Math.floor(index / pageSize))?.items[
        index % pageSize
      ],
    [value],
  );
  return { ...polled, rowAt, see };
}
