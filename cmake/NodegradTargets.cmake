# How our targets are made: one static library a folder of core/ and ui/, so that the link line states what may be used.

# Flags for our own code; never for what we only include.
add_library(nodegrad_flags INTERFACE)
target_compile_options(nodegrad_flags INTERFACE
    -Wall -Wextra -Wshadow -Wconversion -Wno-missing-field-initializers
    # False alarms of GCC 12: on std::string (GCC bug 105651) and on moved-from tl::expected.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-free-nonheap-object>
    $<$<BOOL:${NODEGRAD_WERROR}>:-Werror>)
if(NODEGRAD_SANITIZE)
    target_compile_options(nodegrad_flags INTERFACE -fsanitize=${NODEGRAD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(nodegrad_flags INTERFACE -fsanitize=${NODEGRAD_SANITIZE})
endif()
if(NODEGRAD_FUZZ)
    target_compile_options(nodegrad_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# nodegrad_library(NAME SOURCES ... [USES ...]): the static library nodegrad_NAME; headers are included as "core/...".
function(nodegrad_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
    add_library(nodegrad_${name} STATIC ${arg_SOURCES})
    target_include_directories(nodegrad_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(nodegrad_${name} PUBLIC ${arg_USES} PRIVATE nodegrad_flags ${arg_PRIVATE_USES})
endfunction()

# nodegrad_test(NAME SOURCES ... USES ...): a Catch2 program, listed in ctest.
function(nodegrad_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;LABELS" ${ARGN})
    add_executable(test_${name} ${arg_SOURCES})
    target_link_libraries(test_${name} PRIVATE nodegrad_flags nodegrad_test_main ${arg_USES})
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;NODEGRAD_PYTHON=${PROJECT_SOURCE_DIR}/.venv/bin/python")
endfunction()
