// The decorators of the graph and of the entities need it before any of their modules loads.
import "reflect-metadata";
