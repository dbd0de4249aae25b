# Language, warnings, hardening, sanitizers, linker: one interface target each.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(junheng_options INTERFACE)
target_compile_features(junheng_options INTERFACE cxx_std_20)
target_include_directories(junheng_options INTERFACE ${CMAKE_SOURCE_DIR}/src)

add_library(junheng_warnings INTERFACE)
target_compile_options(junheng_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wdouble-promotion -Wformat=2
    -Wswitch-enum -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(junheng_warnings INTERFACE -Wduplicated-cond -Wduplicated-branches -Wlogical-op)
    # False alarms of g++ 12 on std::string at -O2 and above (GCC bug 105651).
    target_compile_options(junheng_warnings INTERFACE -Wno-restrict)
endif()
option(JUNHENG_WERROR "warnings are errors" ON)
if(JUNHENG_WERROR)
    target_compile_options(junheng_warnings INTERFACE -Werror)
endif()
target_link_libraries(junheng_options INTERFACE junheng_warnings)

if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_definitions(junheng_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()

if(JUNHENG_SANITIZE)
    list(JOIN JUNHENG_SANITIZE "," sanitizers)
    add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        add_compile_options(-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitizer-ignore.txt)
    endif()
    add_link_options(-fsanitize=${sanitizers})
endif()

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
