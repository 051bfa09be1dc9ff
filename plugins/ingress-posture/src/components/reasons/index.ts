export * from './CertaintyNote';
export * from './ReasonList';
