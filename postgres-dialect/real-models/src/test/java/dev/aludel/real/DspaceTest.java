package dev.aludel.real;

import java.util.List;

class DspaceTest extends RealModelContract {

    @Override
    List<Class<?>> classes() {
        return ModelJar.mappedBeside("org.dspace.content.Item");
    }

    @Override
    Counts known() {
        return new Counts(62, 336, 103, 0, 39);
    }
}
