import { ReactNode } from 'react';
import { Navigate, useLocation, useResolvedPath } from 'react-router-dom';

/** A page of parts: its bare address leads to its first part, with the query that somebody typed behind it. */
export function AtFirstPart(props: {
  /** Path of the first part below the page. */
  first: string;
  children: ReactNode;
}) {
  const { search, hash, pathname } = useLocation();
  const page = useResolvedPath('.').pathname;
  if (withoutSlash(pathname) !== withoutSlash(page)) {
    return <>{props.children}</>;
  }
  return <Navigate to={{ pathname: props.first, search, hash }} replace />;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
