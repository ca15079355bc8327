package io.dynamicaccounts.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.ControlPlane.Caller;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlPlaneTest {

    @ParameterizedTest
    @EnumSource
    void a_control_plane_for_one_caller_holds_the_functions_of_this_caller_and_no_others(Caller caller) {
        var controlPlane = new ControlPlane(FunctionBeansTest.components(), Set.of(caller));

        for (FunctionName<?, ?> name : FunctionName.ALL) {
            if (name.caller() == caller) {
                assertThat(controlPlane.get(name)).isNotNull();
            } else {
                assertThatThrownBy(() -> controlPlane.get(name)).isInstanceOf(NoSuchElementException.class);
            }
        }
    }
}
