export * from './FleetRoutes';
export * from './MiniShares';
export * from './ChoiceFilter';
export * from './servicePath';
