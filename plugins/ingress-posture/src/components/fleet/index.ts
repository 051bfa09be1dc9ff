export * from './FleetRoutes';
